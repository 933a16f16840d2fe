// The latest forecast that the clinic kept with this patient, on the sheet that the clinic saw.
// Never a form, and nothing of it is kept on this device: a plan is changed with the clinic.

import type { ForecastSheetProps } from '@aegle/figures';
import { useEffect } from 'preact/hooks';
import { client } from '../client/client.ts';
import { momentInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Loading, Notice, Screen } from '../ui/parts.tsx';
import { useCall } from '../ui/use-call.ts';

/** The sheet is fetched with the first forecast: most days nobody opens one. */
async function read(patient: string) {
  const [drawing, { forecast }] = await Promise.all([
    import('@aegle/figures'),
    client('readOwnForecast', { params: { patient } }),
  ]);
  return { drawing, forecast };
}

type Read = Awaited<ReturnType<typeof read>>;

/** The pages' policy allows no style element; the sheet's rules go with its screen. */
function useStyle(text: string) {
  useEffect(() => {
    const style = new CSSStyleSheet();
    style.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    };
  }, [text]);
}

function Kept({ drawing, forecast }: Read) {
  const { ForecastSheet, SHEET_STYLE } = drawing;
  useStyle(SHEET_STYLE);
  if (forecast === null || forecast.answer === null)
    return (
      <Notice kind="plain">
        <p>{t('forecast.none')}</p>
      </Notice>
    );
  return (
    <>
      <p class="quiet small">
        {t('forecast.asked', { when: momentInWords(Date.parse(forecast.requestedAt)) })}
      </p>
      <div class="sheet" lang="en">
        {/* The wire's answer is the model's own, checked by its schema on the way. */}
        <ForecastSheet
          answer={forecast.answer as ForecastSheetProps['answer']}
          request={forecast.request as ForecastSheetProps['request']}
          citations={forecast.citations}
        />
      </div>
    </>
  );
}

export function Forecast() {
  const { patient } = useDiary();
  const { called } = useCall(() => read(patient), patient);
  return (
    <Screen title={t('forecast.title')}>
      <p>{t('forecast.hint')}</p>
      {called.state === 'pending' && <Loading />}
      {called.state === 'failed' && <Fault error={called.error} />}
      {called.state === 'answered' && <Kept {...called.value} />}
    </Screen>
  );
}
