// A forecast's answer on the console: the shared sheet, with the citations of this build.
// Never a second drawing of what the report draws.

import citations from 'virtual:evidence-sources';
import { ForecastSheet, SHEET_STYLE } from '@aegle/figures';
import type { ForecastAnswer, ForecastRequest } from '@aegle/forecast';
import { Paper } from '@mantine/core';
import { styleNonce } from '../client/style-nonce.ts';

interface AnswerViewProps {
  readonly answer: ForecastAnswer;
  readonly request: Pick<ForecastRequest, 'subject' | 'plans'>;
  /** Null where another machine computed it. */
  readonly tookMs: number | null;
}

export function AnswerView({ answer, request, tookMs }: AnswerViewProps) {
  return (
    <Paper p={{ base: 'sm', sm: 'lg' }} radius="md" className="print-flat">
      <style href="forecast-sheet" precedence="default" nonce={styleNonce}>
        {SHEET_STYLE}
      </style>
      <ForecastSheet answer={answer} request={request} citations={citations} tookMs={tookMs} />
    </Paper>
  );
}
