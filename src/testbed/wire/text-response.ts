type BodyMember = 'text' | 'json' | 'arrayBuffer' | 'blob' | 'bytes' | 'formData' | 'body' | 'bodyUsed' | 'clone';

/** The same class; the type declares its methods as properties, which no subclass may override. */
const HeadResponse = Response as new (body: null, init: ResponseInit) => Omit<Response, BodyMember>;

/**
 * A Response whose body is a text at hand. `new Response(text)` builds a stream, which costs more than all the rest of a
 * simulated call; here one is built only for a caller that wants more than text or JSON.
 */
export class TextResponse extends HeadResponse {
  readonly #text: string;
  #isRead = false;
  #whole: Response | undefined;

  constructor(text: string, init: ResponseInit) {
    super(null, init);
    this.#text = text;
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
