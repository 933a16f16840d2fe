// The word mark: the three leaflets of Aegle marmelos, and the name drawn in strokes.

import { messages } from '../messages/messages.ts';

const TOP_LEAFLET =
  'M16 2c3.4 3.2 4.6 6.6 3.8 10.2-.5 2.2-1.700 3.900-3.800 5-2.100-1.100-3.300-2.800-3.800-5' +
  'C11.400 8.600 12.600 5.200 16 2z';
const LEFT_LEAFLET =
  'M4.500 11.500c4.100-.5 7.200.7 9.200 3.500 1.200 1.700 1.700 3.500 1.400 5.600-2.200.3-4.200-.2' +
  '-6-1.600-2.800-2.100-4.300-4.600-4.600-7.500z';
const RIGHT_LEAFLET =
  'M27.500 11.500c-4.100-.5-7.200.7-9.200 3.500-1.200 1.700-1.700 3.500-1.400 5.600 2.200.3 4.200-.2' +
  ' 6-1.600 2.800-2.100 4.300-4.600 4.600-7.500z';
const LETTERS = [
  'M40 25 48.5 6 57 25M43 18.5h11',
  'M63 18.3h11.400a5.900 5.900 0 1 0-1.700 4.900',
  'M91.5 12.700v11.600c0 3.600-2.200 5.400-5.700 5.400-2 0-3.700-.6-4.900-1.800',
  'M91.5 18.500a5.700 5.900 0 1 1-11.400 0 5.700 5.900 0 0 1 11.400 0z',
  'M99.5 5v20',
  'M107 18.3h11.400a5.900 5.900 0 1 0-1.700 4.900',
] as const;

/** Drawn in the current text colour. */
export function WordMark({ height = 28 }: { height?: number }) {
  const width = (height * 132) / 32;
  return (
    <svg
      viewBox="0 0 132 32"
      height={height}
      width={width}
      role="img"
      aria-label={messages.product}
    >
      <g fill="currentColor">
        <path d={TOP_LEAFLET} />
        <path d={LEFT_LEAFLET} opacity=".8" />
        <path d={RIGHT_LEAFLET} opacity=".8" />
      </g>
      <g
        fill="none"
        stroke="currentColor"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M16 19v9" strokeWidth="2" />
        {LETTERS.map((letter) => (
          <path key={letter} d={letter} />
        ))}
      </g>
    </svg>
  );
}
