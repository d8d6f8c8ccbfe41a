/** What has the methods of a Response, and nothing of one is built: its class makes headers that mostly nobody reads. */
const BareResponse = function BareResponse() {} as unknown as new () => object;
BareResponse.prototype = Response.prototype;

/**
 * A Response whose body is a text at hand. `new Response(text)` builds a stream, which costs more than all the rest of a
 * simulated call; here one is built only for a caller that wants more than status, text or JSON.
 */
export class TextResponse extends BareResponse implements Response {
  readonly status: number;
  readonly statusText: string;
  readonly type = 'default';
  readonly url = '';
  readonly redirected = false;
  readonly #text: string;
  readonly #given: ResponseInit['headers'];
  #headers: Headers | undefined;
  #isRead = false;
  #whole: Response | undefined;

  constructor(text: string, { status = 200, statusText = '', headers }: ResponseInit) {
    super();
    this.status = status;
    this.statusText = statusText;
    this.#text = text;
    this.#given = headers;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  get headers(): Headers {
    this.#headers ??= new Headers(this.#given);
    return this.#headers;
  }

  async text(): Promise<string> {
    return this.#whole ? this.#whole.text() : this.#read();
  }

  async json(): Promise<unknown> {
    return this.#whole ? this.#whole.json() : JSON.parse(this.#read());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#stream().arrayBuffer();
  }

  async blob(): Promise<Blob> {
    return this.#stream().blob();
  }

  async bytes(): ReturnType<Response['bytes']> {
    return this.#stream().bytes();
  }

  async formData(): Promise<FormData> {
    return this.#stream().formData();
  }

  get body(): Response['body'] {
    return this.#stream().body;
  }

  get bodyUsed(): boolean {
    return this.#isRead || (this.#whole?.bodyUsed ?? false);
  }

  clone(): Response {
    return this.#stream().clone();
  }

  #read(): string {
    if (this.#isRead) throw new TypeError('Body is unusable: Body has already been read');
    this.#isRead = true;
    return this.#text;
  }

  /** From now on the real thing answers. */
  #stream(): Response {
    if (this.#isRead) throw new TypeError('Body is unusable: Body has already been read');
    const { status, statusText, headers } = this;
    this.#whole ??= new Response(this.#text, { status, statusText, headers });
    return this.#whole;
  }
}
