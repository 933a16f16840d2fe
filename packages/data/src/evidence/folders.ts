// Where the evidence of this repository stands.
// It must never be used by a loader: a loader takes its folder as a parameter.
import { fileURLToPath } from 'node:url';

/** The evidence folder of the repository, as an absolute path. */
export const evidenceFolder = fileURLToPath(new URL('../../../../evidence', import.meta.url));
