// An answer that takes the focus as it appears: the keyboard goes on from it, and it is read aloud.
// Never for what appears by itself: only for what somebody has just asked for.

import { type ReactNode, useEffect, useRef } from 'react';

export function Focused({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1}>
      {children}
    </div>
  );
}
