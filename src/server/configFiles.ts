import { readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';

export interface CheckedConfig {
  readonly uri: string;
  readonly file: string;
  readonly label: string;
}

/** Files as the client means them: the open document where there is one, else what is on disk. */
export class ConfigFiles {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #folders: readonly string[];

  /** @param folders of the workspace, as paths */
  constructor(documents: TextDocuments<TextDocument>, folders: readonly string[]) {
    this.#documents = documents;
    this.#folders = folders;
  }

  /** @throws the file system's error where there is neither */
  async read(uri: string): Promise<string> {
    return this.#documents.get(uri)?.getText() ?? (await readFile(URI.parse(uri).fsPath, 'utf8'));
  }

  /** The documents that are open, as they are now. */
  opened(): readonly { readonly uri: string; readonly text: string }[] {
    return this.#documents.all().map((document) => ({ uri: document.uri, text: document.getText() }));
  }

  /** A short name: the path from its workspace folder, else the file's name. */
  label(file: string): string {
    const inFolders = this.#folders
      .map((folder) => relative(folder, file))
      .filter((path) => path !== '' && !path.startsWith('..') && !isAbsolute(path));
    return (inFolders[0] ?? basename(file)).split(sep).join('/');
  }

  /** What a report on `config` means by a file name: its label, or a path from it. */
  uriOf(file: string, config: CheckedConfig): string {
    const path = file === config.label ? config.file : resolve(dirname(config.file), file);
    return path === config.file ? config.uri : URI.file(path).toString();
  }
}
