import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where big things that only tests need are kept between runs and between checkouts. */
export function cacheFolder(): string {
  const { GRADIENT_CHECK_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
  return own || join(shared || join(homedir(), '.cache'), 'gradient-check');
}
