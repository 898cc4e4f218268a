/** One of several things that a config could name. */
export interface CreationOption {
  /** What answers the question. */
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  /** The line of the config that chooses it; empty where none does. */
  readonly line: string;
}

/** Where several choices are sensible. The first option is the one to take without asking. */
export interface CreationQuestion {
  readonly id: 'code' | 'dataset' | 'arrays' | 'layers' | 'file';
  readonly text: string;
  readonly options: readonly CreationOption[];
}

/** The answers given so far: values of options, by the id of the question. */
export type CreationAnswers = Readonly<Partial<Record<CreationQuestion['id'], string>>>;

/** A config that was made from what is in a folder. */
export interface CreatedConfig {
  readonly kind: 'config';
  /** Name of a file that is not there yet, in the folder. */
  readonly file: string;
  readonly text: string;
  /** What a person should know about it, in whole sentences. */
  readonly remarks: readonly string[];
  /** The result of running it, in a few words; null where it was only made sure that it can run. */
  readonly outcome: string | null;
}

/** What comes of a request for a config. */
export type Creation =
  | { readonly kind: 'question'; readonly question: CreationQuestion }
  | CreatedConfig
  /** The config that is there is to be kept. */
  | { readonly kind: 'existing'; readonly file: string }
  /** Why there is none, and what to do. */
  | { readonly kind: 'nothing'; readonly message: string };
