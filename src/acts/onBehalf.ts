import { builder } from '../builder.ts';
import { errors } from '../errors.ts';
import { channels } from '../partners/partners.rules.ts';
import type { Act } from './act.ts';
import { input } from './inputFields.ts';

const ChannelEnum = builder.enumType('Channel', {
  values: channels,
  description: 'How a partner without a key gave the answer that a coordinator records.',
});

/** Of every landlord's and employer's act: in the coordinators' schema alone, where it is compulsory. */
export const onBehalf = {
  channel: input.oneOf(ChannelEnum, 'How the partner, which has no key, told you.'),
};

export const landlordOnBehalf = {
  ...onBehalf,
  landlordId: { ...input.id('Partner', 'The landlord, without a live key, for which you act.') },
};

export const employerOnBehalf = {
  ...onBehalf,
  employerId: { ...input.id('Partner', 'The employer, without a live key, for which you act.') },
};

/** Partners act for themselves; a coordinator for those of this kind and of its regions that hold no live key. */
export async function requireMayActFor(
  act: Act,
  kind: 'LANDLORD' | 'EMPLOYER',
  partnerId: string,
  ...path: string[]
): Promise<void> {
  if (!act.isCoordinator) return;
  const [row] = await act.context.operation.sql<{ may: boolean }>(
    'select access.may_act_for($1::uuid, $2::text) as may',
    [partnerId, kind],
  );
  if (!row?.may) throw errors.partnerHasKey(...path);
}
