// Asks before what cannot be taken back. Without a person at the terminal, `--yes` must say so.
// Never takes silence for a yes.

import { refused } from './input-refused.ts';
import type { World } from './world.ts';

/** Goes on when confirmed; otherwise the command is refused and nothing was done. */
export async function confirmOrRefuse(
  world: World,
  question: string,
  isConfirmed: boolean,
): Promise<void> {
  if (isConfirmed) return;
  if (!world.isInteractive)
    throw refused('--yes', 'not_confirmed', `${question} Repeat the command with --yes.`);
  const { confirm } = await import('@clack/prompts');
  const answer = await confirm({ message: question, initialValue: false });
  if (answer !== true) throw refused('--yes', 'not_confirmed', 'Nothing was done.');
}

/** A secret from standard input, or typed unseen at a terminal. */
export async function secretFrom(world: World, message: string): Promise<string> {
  if (!world.isInteractive) return (await world.readInput()).replace(/\r?\n$/, '');
  const { password } = await import('@clack/prompts');
  const answer = await password({ message });
  if (typeof answer !== 'string') throw refused('password', 'not_given', 'Nothing was done.');
  return answer;
}
