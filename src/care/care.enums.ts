import { builder } from '../builder.ts';
import * as rules from './care.rules.ts';

export const CareOverall = builder.enumType('CareOverall', {
  values: rules.careOveralls,
  description: 'The coarse status of care. NONE: never referred, or ended without care. Of several referrals the most telling shows.',
});
