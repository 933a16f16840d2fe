// Who reads a reason. Reasons are filtered for their audience before they are serialised.

export const AUDIENCES = ['patient', 'prescriber', 'pharmacist', 'programme'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** One plain sentence per audience. */
export type Sentences = Readonly<Record<Audience, string>>;
