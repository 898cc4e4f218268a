/** Where neither a config nor a person says otherwise; those of VS Code's settings stand in package.json. */
export const defaultLimits = {
  threshold: 1e-7,
  memoryLimitMB: 1024,
  /** A check without progress for so long is ended. */
  timeoutSeconds: 30,
};
