// Plain JavaScript, so that an old Node can run it and say what is wrong.
const needed = 24;
if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(
    `Node ${process.versions.node} is running this, but Node ${needed} is needed. It comes with the dependencies: ` +
      'run `npm ci` (without --ignore-scripts) and start again through npm, as in `npm test`.',
  );
  process.exit(1);
}
