import type { Documents, OperationName } from './documents.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Row = { [name: string]: Json };

const offer = `id: rowId status typology surfaceM2 rentCents accessibility availableFrom version updatedAt`;
const newest = 'orderBy: [CREATED_AT_DESC, PRIMARY_KEY_DESC]';
const openAt = (level: string) => `condition: { level: "${level}", closedAt: null }, first: 1`;

const newestCount = (table: string, question: string, figure: string) =>
  `allCountings(condition: { linkedTable: "${table}" }, orderBy: [COUNTED_ON_DESC, COUNTED_AT_DESC], first: 1) { nodes {
    asOf held
    published(condition: { question: "${question}" }, orderBy: [POSITION_ASC]) { nodes {
      region: regionByRegionCode { code name } ${figure} suppressed
    } }
  } }`;

/** The same operations for the schema that PostGraphile makes of our tables. `flattened` brings its answers into our shape. */
export const postgraphileDocuments: Documents = {
  Q1: `query Q1($status: String!) {
  housingOffers: allHousingOffers(first: 20, condition: { status: $status }, ${newest}) {
    nodes {
      ${offer}
      proposals: housingProposalsByPartnerIdAndOfferId(first: 5, ${newest}) { nodes {
        id: rowId status guarantee sentAt expiresAt version
        opened: disclosuresByProposalId(${openAt('CARD')}) { nodes {
          card: familyByFamilyId { size accessibilityNeed interpreterNeeded adults children0To5 children6To17 }
        } }
      } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Q2: `query Q2($status: String!) {
  jobOffers: allJobOffers(first: 20, condition: { status: $status }, ${newest}) {
    nodes {
      id: rowId status title rome contract hoursPerWeek grossHourlyCents positions positionsFilled startsOn version updatedAt
      applications: jobApplicationsByPartnerIdAndOfferId(first: 10, ${newest}) { nodes {
        id: rowId status presentedAt expiresAt version
        opened: disclosuresByApplicationId(${openAt('CARD')}) { nodes {
          candidate: personByFamilyIdAndPersonId { occupations frenchLevel drivingLicence mobility availableFrom mayWork }
        } }
      } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Q3: `query Q3 {
  careReferrals: allCareReferrals(first: 50, ${newest}) {
    nodes {
      id: rowId status interpreterLanguage transportNeeded nextAppointmentOn sentOn version updatedAt
      opened: disclosuresByReferralId(${openAt('IDENTITY')}) { nodes {
        identity { givenName familyName phone birthDate }
        someone: personByFamilyIdAndPersonId { sex }
        contact { givenName familyName phone }
        family: familyByFamilyId { languages interpreterNeeded }
      } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Q4: `query Q4($id: UUID!) {
  housingOffer: housingOfferByRowId(rowId: $id) {
    id: rowId status typology kind surfaceM2 rentCents chargesCents accessibility energyClass availableFrom version updatedAt
  }
}`,
  Q5: `query Q5 {
  placementProgress: ${newestCount('PLACEMENT', 'placementProgress', 'journey families persons familyTarget')}
  housingSupply: ${newestCount('HOUSING_SUPPLY', 'housingSupply', 'typology supply: measure homes: amount')}
}`,
  M1: `mutation M1($id: UUID!, $patch: CareReferralPatch!) {
  updateCareStatus: updateCareReferralByRowId(input: { rowId: $id, careReferralPatch: $patch }) {
    careReferral { id: rowId status nextAppointmentOn version updatedAt }
  }
}`,
  M2: `mutation M2($home: HousingOfferInput!) {
  createHousingOffer(input: { housingOffer: $home }) {
    housingOffer { id: rowId status typology rentCents availableFrom version }
  }
}`,
};

interface Given {
  holder: { partnerId: string };
  variables: Readonly<Record<string, unknown>>;
}

/** An act is an update or an insert of columns here: no expected version, no idempotency key. */
export function postgraphileVariables(operation: OperationName, { holder, variables }: Given): unknown {
  const { input } = variables as { input?: Record<string, unknown> };
  if (operation === 'M1') return { id: input?.id, patch: { status: input?.status, movedAt: new Date() } };
  if (operation !== 'M2') return variables;
  const { idempotencyKey: _key, ...home } = input ?? {};
  return { home: { ...home, rowId: crypto.randomUUID(), partnerId: holder.partnerId } };
}

const rowsOf = (connection: Json | undefined): Row[] => (connection as { nodes: Row[] }).nodes;
const listOf = (rows: Row[]): Json => ({ nodes: rows });

/** Its answer in the shape of ours: what a disclosure opens stands in the row itself. */
export function flattened(operation: OperationName, data: Row): Row {
  switch (operation) {
    case 'Q1':
      return pageWith(data, 'housingOffers', 'proposals', ({ opened, ...proposal }) => ({
        ...proposal,
        card: cardOf(rowsOf(opened)[0]?.card),
      }));
    case 'Q2':
      return pageWith(data, 'jobOffers', 'applications', ({ opened, ...application }) => ({
        ...application,
        candidate: rowsOf(opened)[0]?.candidate ?? null,
      }));
    case 'Q3': {
      const page = data.careReferrals as Row;
      return { careReferrals: { ...page, nodes: rowsOf(page).map(patientOf) } };
    }
    case 'Q5':
      return Object.fromEntries(
        Object.entries(data).map(([question, counts]) => [question, rowsOf(counts).map(countOf)]),
      );
    case 'M1':
    case 'M2': {
      const [[name, payload] = ['', null]] = Object.entries(data);
      return { [name]: { ...(payload as Row), errors: [], replayed: false } };
    }
    default:
      return data;
  }
}

function countOf({ published, ...count }: Row): Row {
  return { ...count, rows: rowsOf(published) };
}

function pageWith(data: Row, field: string, below: string, child: (row: Row) => Row): Row {
  const page = data[field] as Row;
  const rows = rowsOf(page).map((row) => ({ ...row, [below]: listOf(rowsOf(row[below]).map(child)) }));
  return { [field]: { ...page, nodes: rows } };
}

function cardOf(family: Json | undefined): Json {
  if (!family) return null;
  const { adults, children0To5: children0to5, children6To17: children6to17, ...card } = family as Row;
  return { ...card, composition: { adults, children0to5, children6to17 } as Json };
}

function patientOf({ opened, ...referral }: Row): Row {
  const { identity, someone, contact, family } = (rowsOf(opened)[0] ?? {}) as { [name: string]: Row | null };
  return {
    ...referral,
    person: identity && someone ? { ...identity, sex: someone.sex ?? null } : null,
    contact: contact
      ? {
          name: `${contact.givenName} ${contact.familyName}`,
          phone: contact.phone ?? null,
          language: (family?.languages as string[] | undefined)?.[0] ?? null,
        }
      : null,
    family: family ?? null,
  };
}
