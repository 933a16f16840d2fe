// Who is signed in, asked at once, while the schemas that read the answer are still on their way.
// Never asked twice from here, and never read without its schema, but for "nobody".

import type { Fetch } from '@aegle/api';

/** `index.html` asks the same, before any script is here, and the browser gives that answer. */
const SESSION_PATH = '/api/v1/session';

interface FirstAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: string;
}

async function ask(): Promise<FirstAnswer> {
  const answer = await fetch(SESSION_PATH, { credentials: 'same-origin' });
  return { ok: answer.ok, status: answer.status, body: await answer.text() };
}

let first: Promise<FirstAnswer> | null = ask();
// Whoever takes the answer hears of a lost connection; until then nobody does.
first.catch(() => undefined);

function saysNobody({ ok, status, body }: FirstAnswer): boolean {
  if (!ok) return status === 401;
  try {
    return (JSON.parse(body) as { state?: unknown } | null)?.state === 'signed_out';
  } catch {
    return false;
  }
}

/** Whether the first answer is "nobody is signed in"; false once it was taken. A lost connection throws. */
export async function wasSignedOutAtFirst(): Promise<boolean> {
  if (first === null) return false;
  const answer = await first.catch((lost) => {
    first = null;
    throw lost;
  });
  if (!saysNobody(answer)) return false;
  first = null;
  return true;
}

/** `fetch`, with the first answer for the first who asks the same. */
export const sendOnceAsked: Fetch = async (url, init) => {
  const asked = first;
  // Any other call may change who is signed in.
  first = null;
  if (asked === null || url !== SESSION_PATH || init.method !== 'GET') return fetch(url, init);
  const { ok, status, body } = await asked;
  return { ok, status, text: async () => body };
};
