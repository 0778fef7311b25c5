import type { Audience } from '../access/audiences.ts';
import { audienceOfKind, type PartnerKind } from '../partners/partners.rules.ts';
import type { Commune } from '../reference/communes.ts';
import type { RegionCode } from '../reference/regions.ts';
import type { RomeCode } from '../reference/rome.ts';
import type { Calendar } from './calendar.ts';
import type { DemoRows } from './demoRows.ts';
import { type PartnerSeed, seeds } from './partnerNames.ts';
import { landlinePhone } from './phones.ts';
import type { Places } from './places.ts';
import { at, type Random } from './random.ts';
import { inventedSiret } from './siret.ts';

export interface PartnerPlan {
  id: string;
  name: string;
  kind: PartnerKind;
  audience: Audience;
  regions: readonly RegionCode[];
  gatewayOf: readonly RegionCode[];
  seat: Commune;
  siteIds: string[];
  romes: readonly RomeCode[];
  keyless: boolean;
  left: PartnerSeed['left'];
  /** How the programme signs what this partner reads; of a coordinator alone. */
  contact: string;
}

const contactPurposeOf = { LANDLORD: 'HOUSING', EMPLOYER: 'EMPLOYMENT', HEALTH: 'CARE' } as const;
const contactNames = [
  'Claire Vasseur',
  'Yann Le Goff',
  'Samira Benali',
  'Luc Delmas',
  'Aurélie Picard',
  'Hugo Marchand',
  'Nadège Roussel',
  'Thomas Garnier',
  'Inès Carpentier',
  'Paul Lacombe',
] as const;

/** When the agreement of those that left ended, in days from today. */
export const agreementEndedAt = -26.5;

interface PartnerDrawing {
  random: Random;
  calendar: Calendar;
  places: Places;
  rows: DemoRows;
}

/** Sixty partners, with agreements that outlive the demo's first day by more than a year. */
export function createPartners(drawing: PartnerDrawing): PartnerPlan[] {
  return seeds.map((seed, position) => createPartner(drawing, seed, position));
}

function createPartner(drawing: PartnerDrawing, seed: PartnerSeed, position: number): PartnerPlan {
  const { random, calendar, places, rows } = drawing;
  const home = seed.regions[0] ?? '84';
  const plan: PartnerPlan = {
    id: random.uuid(),
    name: seed.name,
    kind: seed.kind,
    audience: audienceOfKind[seed.kind],
    regions: seed.regions,
    gatewayOf: seed.gatewayOf ?? [],
    seat: random.chance(0.5) ? at(places[home], 0) : random.pick(places[home]),
    siteIds: [],
    romes: seed.romes ?? [],
    keyless: seed.keyless ?? false,
    left: seed.left,
    contact: `${random.pick(contactNames)}, ${landlinePhone(random, home)}`,
  };
  const createdAt = calendar.instant(random.integer(-760, -700));
  const person = seed.kind === 'PRIVATE_LANDLORD' && !seed.name.startsWith('SCI');
  rows.partners.push({
    id: plan.id,
    name: plan.name,
    kind: plan.kind,
    audience: plan.audience,
    siret: person ? null : inventedSiret(position, 1),
    finess: plan.audience === 'HEALTH' ? `${plan.seat.departementCode}9${String(990_000 + position)}` : null,
    status: seed.left === 'SUSPENDED' ? 'SUSPENDED' : 'ACTIVE',
    version: 1,
    createdAt,
    updatedAt: createdAt,
  });
  addAgreement(drawing, plan, createdAt);
  addRegions(rows, plan);
  if (!person) addSites(drawing, plan, position);
  addContacts(drawing, plan);
  return plan;
}

function addAgreement({ random, calendar, rows }: PartnerDrawing, plan: PartnerPlan, createdAt: Date): void {
  const ended = plan.left === 'AGREEMENT_ENDED';
  const startsOn = random.integer(-690, -640);
  rows.agreements.push({
    id: random.uuid(),
    partnerId: plan.id,
    audience: plan.audience,
    signedOn: calendar.day(startsOn - random.integer(3, 40)),
    startsOn: calendar.day(startsOn),
    endsOn: calendar.day(random.integer(400, 500)),
    endedAt: ended ? calendar.instant(agreementEndedAt) : null,
    version: ended ? 2 : 1,
    createdAt,
    updatedAt: ended ? calendar.instant(agreementEndedAt) : createdAt,
  });
}

function addRegions(rows: DemoRows, plan: PartnerPlan): void {
  for (const regionCode of plan.regions) {
    rows.partnerRegions.push({
      partnerId: plan.id,
      regionCode,
      careGateway: plan.gatewayOf.includes(regionCode),
    });
  }
}

function addSites({ random, places, rows }: PartnerDrawing, plan: PartnerPlan, position: number): void {
  const second = plan.regions.length > 0 && random.chance(0.4);
  const communes = second ? [plan.seat, random.pick(places[plan.regions[0] ?? '84'])] : [plan.seat];
  communes.forEach((commune, index) => {
    const id = random.uuid();
    plan.siteIds.push(id);
    rows.partnerSites.push({
      id,
      partnerId: plan.id,
      siret: inventedSiret(position, index + 1),
      name: index === 0 ? 'Siège' : `Agence de ${commune.name}`,
      communeCode: commune.code,
    });
  });
}

function addContacts({ random, rows }: PartnerDrawing, plan: PartnerPlan): void {
  const purposes: ('GENERAL' | 'HOUSING' | 'EMPLOYMENT' | 'CARE' | 'TECHNICAL' | 'DATA_PROTECTION')[] = [
    'GENERAL',
  ];
  if (plan.audience in contactPurposeOf) {
    purposes.push(contactPurposeOf[plan.audience as keyof typeof contactPurposeOf]);
  }
  if (!plan.keyless) purposes.push('TECHNICAL');
  if (plan.audience === 'HEALTH' || plan.audience === 'COORDINATOR') purposes.push('DATA_PROTECTION');
  for (const purpose of purposes) {
    rows.partnerContacts.push({
      id: random.uuid(),
      partnerId: plan.id,
      purpose,
      name: random.pick(contactNames),
      phone: landlinePhone(random, plan.regions[0] ?? '84'),
      email: `${purpose.toLowerCase().replace('_', '-')}@${domainOf(plan.name)}.example`,
    });
  }
}

const domainOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
