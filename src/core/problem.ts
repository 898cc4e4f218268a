/** Where in a config: keys and indices from the root, as in `["model", "layers", 1]`. */
export type ConfigPath = readonly (string | number)[];

/** A line in another file than the config, such as the user's code; the path is absolute. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Something that a person has to mend before a check is possible. The message says what was found and what
 * to do about it; `path` is the config value that it is about, and `place` the line of code; `detail` is raw and goes to the log only.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly path: ConfigPath;
  readonly detail: string | undefined;
  readonly place: CodePlace | undefined;

  constructor(
    code: string,
    message: string,
    options: { path?: ConfigPath; detail?: string; cause?: unknown; place?: CodePlace } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.path = options.path ?? [];
    this.detail = options.detail;
    this.place = options.place;
  }

  /** The same problem, about a value further down the config. */
  at(path: ConfigPath): Problem {
    const detail = this.detail === undefined ? {} : { detail: this.detail };
    const place = this.place === undefined ? {} : { place: this.place };
    return new Problem(this.code, this.message, { path, cause: this.cause, ...detail, ...place });
  }
}
