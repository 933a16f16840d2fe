// The frame around every page: how it looks on this device, and the field that leads anywhere. English.

export const enLook = {
  title: 'Look',
  schemes: { auto: 'Light or dark as the device', light: 'Light', dark: 'Dark' },
  densities: { comfortable: 'Comfortable lists', compact: 'Compact lists' },
} as const;

export const enPalette = {
  title: 'Go to',
  hint: 'A name or number, an action or a page',
  keys: 'Ctrl or Cmd and K',
  patients: 'Patients',
  actions: 'With this patient',
  pages: 'Pages',
  nothing: 'Nothing is found.',
  record: (what: string) => `Record: ${what}`,
  views: {
    visit: 'Visit',
    conditions: 'Conditions',
    prescribe: 'Prescribe',
    forecast: 'Forecast',
  } as Readonly<Record<string, string>>,
} as const;
