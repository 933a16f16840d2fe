// Ends the embedded PostgreSQL when this process is gone, however it went: a crash, kill -9, a closed
// terminal. It must never signal a process that is not that postmaster, nor outlive it.

import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads its pipe until this process writes a line (the server was stopped in the ordinary way) or is
 * gone. Then: a fast shutdown, and after 2.5 s an immediate one. Terminal signals do not reach it.
 */
const script = `
trap '' INT TERM HUP QUIT PIPE
read -r line && exit 0
is_server() {
  kill -0 "$1" 2>/dev/null || return 1
  if [ -r "/proc/$1/comm" ]; then read -r name <"/proc/$1/comm"; [ "$name" = postgres ]; fi
}
at=0
is_server "$1" && kill -INT "$1" 2>/dev/null
while is_server "$1" && [ "$at" -lt 40 ]; do
  [ "$at" -eq 25 ] && kill -QUIT "$1" 2>/dev/null
  sleep 0.1
  at=$((at + 1))
done
rm -f "$2"/.s.PGSQL.* "$2"/initial-password
rmdir "$2" 2>/dev/null
`;

export interface Guard {
  readonly pid: number;
  /** The server is gone: nothing is left to guard. */
  dismiss(): void;
}

/** Guards the postmaster `pid`, whose sockets are in `socketFolder`, until dismissed. */
export function guardServer(pid: number, socketFolder: string): Guard {
  const shell: ChildProcess = spawn('/bin/sh', ['-c', script, 'sh', String(pid), socketFolder], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => undefined);
  shell.stdin?.on('error', () => undefined);
  // It waits for us, and we not for it.
  shell.unref();
  (shell.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return { pid: shell.pid ?? 0, dismiss: () => void shell.stdin?.end('stopped\n') };
}
