// What `npm start` does: builds the extension and opens the sample with it, in VS Code where that is installed, else
// in a browser through VS Code's server.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCodeServer } from './support/codeServer.ts';
import { installMissing } from './support/install.ts';
import { startServer } from './support/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const next =
  'Open nn.gradcheck.json, press F1 and run "Gradient Check: Run". The README there tells what you see.';

execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const folder = join(mkdtempSync(join(tmpdir(), 'gradient-check-')), 'sample');
cpSync(join(root, 'media', 'sample'), folder, { recursive: true });
if (openInDesktop()) {
  console.log(`VS Code opens with a copy of the sample, in ${folder}. ${next}`);
} else {
  await serve();
}

/** Answers false when there is no `code` command, or when it fails, which it then says itself. */
function openInDesktop(): boolean {
  try {
    execFileSync('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder], {
      stdio: 'inherit',
      // On Windows `code` is a batch file.
      shell: process.platform === 'win32',
    });
    return true;
  } catch {
    return false;
  }
}

async function serve(): Promise<void> {
  console.log('VS Code cannot be opened by `code` here, so it is served to your browser.');
  installMissing({ editor: true, oracles: false }, console.log);
  if (findCodeServer() === null) {
    console.error(
      "Install VS Code, or make the npm registry reachable so that VS Code's server can be installed.",
    );
    process.exitCode = 1;
    return;
  }
  const server = await startServer({ folder: root });
  console.log(`\n${server.address(folder)}\n`);
  console.log(`Open this address in a browser on this machine. ${next}\nCtrl-C ends it.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await server.stop();
  rmSync(join(folder, '..'), { recursive: true, force: true });
}
