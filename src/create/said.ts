/** What a person should know of something that was chosen, in whole sentences. */
export interface Said {
  /** What it is. */
  readonly remarks: readonly string[];
  /** What keeps the config from being all that it could be: it says so itself, too. */
  readonly caveats: readonly string[];
}

export const nothingSaid: Said = { remarks: [], caveats: [] };
