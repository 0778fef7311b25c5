import type { RegionCode } from '../reference/regions.ts';
import type { Calendar } from './calendar.ts';
import type { DemoRows } from './demoRows.ts';
import type { PartnerPlan } from './partners.ts';
import type { Places } from './places.ts';
import type { Random } from './random.ts';

/** What every part of the demo adds its rows to. */
export interface Draft {
  readonly calendar: Calendar;
  readonly places: Places;
  readonly rows: DemoRows;
  readonly partners: readonly PartnerPlan[];
  random(stream: string): Random;
}

/** What a coordinator's row policy compares, on each row below a family. */
export interface FamilyScope {
  regionCode: string | null;
  followedBy: string;
}

export function coordinatorOf(draft: Draft, region: RegionCode): PartnerPlan {
  return required(draft, (partner) => partner.kind === 'PROGRAMME' && partner.regions[0] === region);
}

export function partnersOf(
  draft: Draft,
  audience: PartnerPlan['audience'],
  region: RegionCode,
): PartnerPlan[] {
  return draft.partners.filter(
    (partner) => partner.audience === audience && partner.regions.includes(region) && !partner.left,
  );
}

export function careGatewayOf(draft: Draft, region: RegionCode): PartnerPlan {
  return required(draft, (partner) => partner.gatewayOf.includes(region));
}

export function partnerThatLeft(draft: Draft, audience: PartnerPlan['audience']): PartnerPlan {
  return required(draft, (partner) => partner.audience === audience && partner.left === 'AGREEMENT_ENDED');
}

function required(draft: Draft, wanted: (partner: PartnerPlan) => boolean): PartnerPlan {
  const partner = draft.partners.find(wanted);
  if (!partner) throw new Error('partnerNames.ts lacks a partner that the demo needs');
  return partner;
}
