// The bounded check of the American edition of 2007.

import { checkBounded } from './bounded.ts';

checkBounded('us-2007');
