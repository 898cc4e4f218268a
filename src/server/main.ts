import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { LanguageServer } from './languageServer.ts';

// `--node-ipc` when VS Code's extension starts it, `--stdio` for other language clients.
new LanguageServer(createConnection(ProposedFeatures.all), {
  worker: new URL('worker.js', import.meta.url),
  documentation: new URL('../media/docs/', import.meta.url),
}).listen();
