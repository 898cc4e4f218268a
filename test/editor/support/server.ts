import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findCodeServer } from './codeServer.ts';
import { type UserSettings, userSettings } from './userSettings.ts';

const guard = fileURLToPath(new URL('./guard.ts', import.meta.url));

/** The extension to run: a package, installed as a user would, or a folder, used in place. */
export type Extension = { readonly vsix: string } | { readonly folder: string };

/** VS Code's server, serving the workbench to a browser on this machine. */
export interface Server {
  /** The folder of everything that this server keeps. */
  readonly profile: string;
  /** The address that opens a folder in the workbench. */
  address(folder: string): string;
  /** Ends every process of the server and removes its data. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** What the user has set beside what every test has. */
  readonly settings?: UserSettings;
  /** Another extension that is there: its files by name. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** Starts the server with an empty profile of its own, the extension installed. */
export async function startServer(
  extension: Extension,
  { settings = {}, beside = {} }: ServerOptions = {},
): Promise<Server> {
  const entry = findCodeServer();
  if (entry === null) throw new Error("VS Code's server is not installed");
  const profile = mkdtempSync(join(tmpdir(), 'gradient-check-editor-'));
  const [config, data, extensions] = ['config.yaml', 'data', 'extensions'].map((name) =>
    join(profile, name),
  ) as [string, string, string];
  mkdirSync(join(data, 'User'), { recursive: true });
  mkdirSync(extensions);
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify({ ...userSettings, ...settings }));
  for (const [name, text] of Object.entries(beside)) {
    mkdirSync(join(extensions, 'beside'), { recursive: true });
    writeFileSync(join(extensions, 'beside', name), text);
  }

  const env = environment(profile);
  const folders = ['--config', config, '--user-data-dir', data, '--extensions-dir', extensions];
  if ('vsix' in extension) {
    const install = [entry, ...folders, '--install-extension', extension.vsix, '--force'];
    try {
      execFileSync(process.execPath, install, { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
    } catch (error) {
      rmSync(profile, { recursive: true, force: true });
      const said = (error as { stderr?: string }).stderr?.trim().split('\n').slice(-9).join('\n');
      throw new Error(`${extension.vsix} could not be installed:\n${said}`);
    }
  } else {
    symlinkSync(extension.folder, join(extensions, 'gradient-check.gradient-check-0.1.0'));
  }

  const child = spawn(
    process.execPath,
    // Port 0: the system picks a free one, and the server says which.
    [guard, profile, process.execPath, entry, ...folders, '--bind-addr', '127.0.0.1:0', ...options],
    { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        log += `${line}\n`;
        const match = /HTTP server listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
        if (match !== null) resolve(Number(match[1]));
      });
    }
    child.once('exit', () => reject(new Error(`VS Code's server ended before it was ready:\n${log}`)));
  });
  return {
    profile,
    address: (folder) => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

const options = [
  ...['--auth', 'none'],
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-getting-started-override',
  '--disable-proxy',
  '--ignore-last-opened',
];

/** What the server inherits: nothing that would make it act as part of an editor or a test that started it. */
function environment(profile: string): NodeJS.ProcessEnv {
  const kept = /^(PATH|HOME|USER|SHELL|LANG|LC_\w+|TZ|TMPDIR|GRADIENT_CHECK_\w+)$/;
  const xdg = join(profile, 'xdg');
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name))),
    ...{ XDG_CONFIG_HOME: xdg, XDG_DATA_HOME: xdg, XDG_CACHE_HOME: xdg },
    // The Python that Debian's packages are for.
    GRADIENT_CHECK_PYTHON: process.env.GRADIENT_CHECK_PYTHON ?? '/usr/bin/python3',
    // No marketplace.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}
