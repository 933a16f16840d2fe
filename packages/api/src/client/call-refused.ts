// What a refused call throws. Stands alone, so that a page can know a refusal before it has the schemas.

import type { Problem } from '../wire/problems.ts';

/** The server said no, or what it said could not be read. */
export class CallRefused extends Error {
  readonly problem: Problem;

  constructor(said: Problem) {
    super(`${said.status} ${said.title}`);
    this.name = 'CallRefused';
    this.problem = said;
  }
}
