// The look: contrast first, so that every text passes 4.5 to 1 on its ground; calm colours.
// Never a meaning by colour alone: every state also has a word or a shape.

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#eef7f7',
  '#dcecec',
  '#b7d7d8',
  '#8fc1c3',
  '#6bacaf',
  '#4a9396',
  '#2f7a7d',
  '#1a6366',
  '#0d4f52',
  '#083b3d',
];

export const theme = createTheme({
  primaryColor: 'aegle',
  colors: { aegle: teal },
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 'md',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "DejaVu Sans Mono", Menlo, monospace',
  headings: { fontWeight: '650' },
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm', tt: 'none' },
      // A mark is read whole or not at all.
      styles: { root: { flexShrink: 0, overflow: 'visible' }, label: { overflow: 'visible' } },
    },
    TextInput: { defaultProps: { autoComplete: 'off' } },
  },
});

/** Mantine's grey and light colours are too pale on white; these pass. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--aegle-ink': '#16232b',
    '--aegle-ground': '#f6f8f8',
    '--aegle-yes-ground': '#e3f3e6',
    '--aegle-yes-ink': '#0f4a1f',
    '--aegle-no-ground': '#fbeee0',
    '--aegle-no-ink': '#6b2c06',
  },
  light: {
    '--mantine-color-text': '#16232b',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#4a5962',
    '--mantine-color-placeholder': '#5c6a73',
    '--mantine-color-error': '#a11616',
    '--mantine-color-default-border': '#b9c4c9',
    '--mantine-color-anchor': '#0d4f52',
    '--mantine-color-aegle-light': '#dcecec',
    '--mantine-color-aegle-light-color': '#083b3d',
    '--mantine-color-green-light': '#e3f3e6',
    '--mantine-color-green-light-color': '#0f4a1f',
    '--mantine-color-orange-light': '#fbeee0',
    '--mantine-color-orange-light-color': '#6b2c06',
    '--mantine-color-red-light': '#fbe7e7',
    '--mantine-color-red-light-color': '#861313',
    '--mantine-color-blue-light': '#e5eff9',
    '--mantine-color-blue-light-color': '#123f6b',
    '--mantine-color-gray-light': '#edf0f1',
    '--mantine-color-gray-light-color': '#33424a',
  },
  dark: {},
});
