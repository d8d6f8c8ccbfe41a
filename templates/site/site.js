// The one script of a site. Pages are complete without it: it filters, compares, and opens what is linked to.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const wordsOf = (text) => (text ?? '').split(' ').filter(Boolean);
  const hashState = () => new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');

  for (const form of all('form.filters')) {
    const apply = form.hasAttribute('data-compare') ? comparing(form) : filtering(form);
    const fromHash = () => {
      const state = hashState();
      for (const field of fieldsOf(form)) {
        if (field.type === 'checkbox') field.checked = state.has(field.name);
        else field.value = state.get(field.name) ?? '';
        // A select takes no value that it does not offer, and shows nothing then.
        if (field.selectedIndex === -1) field.selectedIndex = 0;
      }
      apply();
    };
    const changed = () => {
      apply();
      toHash(form);
    };
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', changed);
    form.addEventListener('reset', () => setTimeout(changed));
    addEventListener('hashchange', () => {
      if (location.hash === '' || location.hash.includes('=')) fromHash();
    });
    fromHash();
  }

  function fieldsOf(form) {
    return all('input, select', form);
  }

  /** So that what is seen can be linked to. */
  function toHash(form) {
    const state = new URLSearchParams();
    for (const field of fieldsOf(form)) {
      if (field.type === 'checkbox' ? field.checked : field.value)
        state.set(field.name, field.type === 'checkbox' ? '1' : field.value);
    }
    const text = String(state);
    history.replaceState(null, '', text ? `#${text}` : location.pathname + location.search);
  }

  /** Hides what was not asked for. What has cells is asked for by any of them; the others of its cells fade. */
  function filtering(form) {
    const count = form.querySelector('.count');
    const items = all('[data-item]').map((item) => ({
      item,
      cells: all('td[data-state]', item),
      name: (item.firstElementChild?.textContent ?? '').toLowerCase(),
    }));
    const things = form.dataset.things;
    return () => {
      const asked = Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]));
      const has = (element, key) => !asked[key] || wordsOf(element.dataset[key]).includes(asked[key]);
      const shows = (element) => has(element, 'state') && has(element, 'fidelity');
      const text = asked.text.trim().toLowerCase();
      const seen = new Set();
      for (const { item, cells, name } of items) {
        for (const cell of cells) cell.classList.toggle('faded', !shows(cell));
        const isAsked = has(item, 'tier') && has(item, 'capability') && name.includes(text);
        item.hidden = !(isAsked && (cells.length > 0 ? cells.some(shows) : shows(item)));
        if (!item.hidden) seen.add(name);
      }
      // What nothing is left of is not shown empty.
      for (const group of all('[data-group]')) group.hidden = !group.querySelector('[data-item]:not([hidden])');
      const total = new Set(items.map(({ name }) => name)).size;
      count.textContent = seen.size === total ? `all ${total} ${things}` : `${seen.size} of ${total} ${things}`;
    };
  }

  /** Shows two columns of the table, and of its rows those that differ. */
  function comparing(form) {
    const table = document.getElementById('comparison');
    const count = form.querySelector('.count');
    const columns = all('thead th', table).map((head) => head.dataset.provider);
    const rows = all('[data-row]', table).map((row) => ({
      row,
      cells: [...row.children],
      name: row.firstElementChild.textContent.toLowerCase(),
    }));
    const heads = [...table.tHead.rows[0].cells];
    return () => {
      const { a, b, text, differing } = form.elements;
      const chosen = [...new Set([a.value, b.value].filter(Boolean))];
      const isShown = columns.map((slug) => slug === undefined || chosen.length === 0 || chosen.includes(slug));
      const compared = columns.flatMap((slug, index) => (slug !== undefined && isShown[index] ? [index] : []));
      const asked = text.value.trim().toLowerCase();
      let shown = 0;
      let different = 0;
      for (const [index, head] of heads.entries()) head.hidden = !isShown[index];
      for (const { row, cells, name } of rows) {
        for (const [index, cell] of cells.entries()) cell.hidden = !isShown[index];
        const differs = new Set(compared.map((index) => cells[index].dataset.state)).size > 1;
        row.classList.toggle('differs', differs && chosen.length === 2);
        row.hidden = !name.includes(asked) || (differing.checked && !differs);
        if (!row.hidden) shown += 1;
        if (!row.hidden && differs) different += 1;
      }
      for (const body of table.tBodies) body.hidden = !body.querySelector('[data-row]:not([hidden])');
      table.classList.toggle('two', chosen.length > 0);
      count.textContent = chosen.length === 2 ? `${different} of ${shown} rows differ` : `${shown} rows`;
    };
  }

  /** A link into something that is closed opens it, and what is opened can be linked to. */
  function openTarget() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    const closed = target?.closest('details');
    if (!closed) return;
    closed.open = true;
    closed.scrollIntoView();
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  addEventListener('hashchange', openTarget);
  openTarget();

  addEventListener('keydown', (event) => {
    const isWriting = event.target instanceof Element && event.target.matches('input, select, textarea');
    if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector('form.filters input[type=search]');
    if (!search) return;
    event.preventDefault();
    search.focus();
  });
})();
