/** What the programme ought to be in after each act: states alone, written by hand from the domain's machines. */

export interface Home {
  landlord: number;
  status: string;
}
export interface Proposal {
  home: Home;
  family: Family;
  status: string;
  wasSent: boolean;
}
export interface Position {
  employer: number;
  status: string;
  filled: number;
}
export interface Application {
  position: Position;
  person: Person;
  status: string;
}
export interface Referral {
  person: Person;
  /** Its place among the health partners: 0 is the gateway. */
  recipient: number;
  status: string;
  from: Referral | null;
}
export interface Person {
  family: Family;
  /** Purposes consented to. */
  consents: Set<string>;
  hours: number;
}
export interface Family {
  coordinator: number;
  adults: Person[];
  isProtected: boolean;
  tenancy: 'NONE' | 'ACTIVE' | 'ENDED';
}

export const positionsEach = 2;
export const hoursOfWork = 35;
const hoursAtMost = 48;

const live = ['FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'];
const beforeLease = ['PROPOSED_TO_FAMILY', ...live];
const before = (status: string, ...states: string[]) => states.includes(status);
const presented = ['PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED'];
const careFrom: Readonly<Record<string, readonly string[]>> = {
  ACKNOWLEDGED: ['SENT'],
  WAITLISTED: ['ACKNOWLEDGED'],
  IN_CARE: ['ACKNOWLEDGED', 'WAITLISTED', 'PAUSED'],
  PAUSED: ['IN_CARE'],
  CONCLUDED: ['IN_CARE', 'PAUSED'],
  DECLINED: ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'],
};
const inCare = ['SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'IN_CARE', 'PAUSED'];

export class Model {
  readonly homes: Home[] = [];
  readonly proposals: Proposal[] = [];
  readonly positions: Position[] = [];
  readonly applications: Application[] = [];
  readonly referrals: Referral[] = [];
  readonly outOfForce = new Set<string>();

  // Homes

  canPublishHome = ({ status }: Home) => before(status, 'DRAFT', 'PAUSED', 'EXPIRED');
  canPauseHome = ({ status }: Home) => status === 'PUBLISHED';
  canWithdrawHome = ({ status }: Home) =>
    before(status, 'DRAFT', 'PUBLISHED', 'PAUSED', 'EXPIRED', 'RESERVED');

  withdrawHome(home: Home): void {
    home.status = 'WITHDRAWN';
    for (const proposal of this.proposals)
      if (proposal.home === home && beforeLease.includes(proposal.status)) proposal.status = 'WITHDRAWN';
  }

  // Proposals

  private livesBeside(proposal: Proposal): boolean {
    return this.proposals.some(
      (other) =>
        other !== proposal &&
        live.includes(other.status) &&
        (other.home === proposal.home || other.family === proposal.family),
    );
  }

  canAnswerYes = (proposal: Proposal) =>
    proposal.status === 'PROPOSED_TO_FAMILY' && !this.livesBeside(proposal);
  canAnswerNo = ({ status }: Proposal) => beforeLease.includes(status);
  canSend = (proposal: Proposal) =>
    before(proposal.status, 'FAMILY_ACCEPTED', 'EXPIRED') &&
    !proposal.family.isProtected &&
    proposal.home.status === 'PUBLISHED' &&
    !this.livesBeside(proposal);
  canWithdraw = ({ status }: Proposal) => beforeLease.includes(status);
  canAccept = ({ status }: Proposal) => status === 'SENT_TO_LANDLORD';
  canDecline = ({ status }: Proposal) => before(status, 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED');
  canSign = ({ status, family }: Proposal) => status === 'LANDLORD_ACCEPTED' && family.tenancy === 'NONE';

  send(proposal: Proposal): void {
    proposal.status = 'SENT_TO_LANDLORD';
    proposal.wasSent = true;
    proposal.home.status = 'RESERVED';
  }

  endProposal(proposal: Proposal, status: string, homeBecomes = 'PUBLISHED'): void {
    const wasWithLandlord = this.canDecline(proposal);
    proposal.status = status;
    if (!wasWithLandlord || proposal.home.status !== 'RESERVED') return;
    proposal.home.status = homeBecomes;
    if (homeBecomes === 'WITHDRAWN') this.withdrawHome(proposal.home);
  }

  sign(proposal: Proposal): void {
    proposal.status = 'LEASE_SIGNED';
    proposal.home.status = 'LET';
    proposal.family.tenancy = 'ACTIVE';
  }

  // Positions and applications

  canPublishPosition = ({ status }: Position) => before(status, 'DRAFT', 'PAUSED', 'EXPIRED');
  canPausePosition = ({ status }: Position) => status === 'OPEN';
  canWithdrawPosition = ({ status }: Position) => before(status, 'DRAFT', 'OPEN', 'PAUSED', 'EXPIRED');
  hasRoom = ({ filled }: Position) => filled < positionsEach;

  withdrawPosition(position: Position, status = 'WITHDRAWN'): void {
    position.status = status;
    for (const application of this.applications)
      if (application.position === position && presented.includes(application.status))
        application.status = 'WITHDRAWN';
  }

  canPresent(person: Person, position: Position): boolean {
    const again = this.applications.some(
      (one) => one.person === person && one.position === position && presented.includes(one.status),
    );
    return (
      position.status === 'OPEN' &&
      this.hasRoom(position) &&
      person.consents.has('EMPLOYMENT_CARD') &&
      !person.family.isProtected &&
      !again
    );
  }

  canDisclose = ({ status, person }: Application) =>
    status === 'INTERESTED' &&
    person.consents.has('EMPLOYMENT_IDENTITY') &&
    person.hours + hoursOfWork <= hoursAtMost;
  canEnd = ({ status }: Application) => presented.includes(status);
  canHire = ({ status, position }: Application) => status === 'ACCEPTED' && this.hasRoom(position);

  hire(application: Application): void {
    application.status = 'HIRED';
    application.person.hours += hoursOfWork;
    application.position.filled += 1;
    if (!this.hasRoom(application.position)) application.position.status = 'FILLED';
    for (const other of this.applications)
      if (other.person === application.person && presented.includes(other.status)) other.status = 'OBSOLETE';
  }

  // Care

  canRefer = (person: Person) => person.consents.has('CARE') && !person.family.isProtected;
  /** Said again, a state that lives changes the appointment alone. */
  canBecome = (state: string) => (referral: Referral) => {
    // Whoever may no longer be opened is not taken up again.
    if (state === 'IN_CARE' && referral.status === 'CONCLUDED') return this.canRefer(referral.person);
    const again = inCare.includes(state) && state !== 'SENT' && referral.status === state;
    return again || (careFrom[state] ?? []).includes(referral.status);
  };
  canRedirect = ({ status }: Referral) => before(status, 'SENT', 'ACKNOWLEDGED', 'WAITLISTED');

  redirect(referral: Referral, to: number): Referral {
    referral.status = 'REDIRECTED';
    const next: Referral = { person: referral.person, recipient: to, status: 'SENT', from: referral };
    this.referrals.push(next);
    return next;
  }

  /** Wherever it was redirected. */
  endReferral(first: Referral, status: string): void {
    for (let one: Referral | undefined = first; one; one = this.referrals.find(({ from }) => from === one))
      if (inCare.includes(one.status)) one.status = status;
  }

  private endCare(person: Person): void {
    for (const referral of this.referrals)
      if (referral.person === person && inCare.includes(referral.status)) referral.status = 'REVOKED';
  }

  // What reaches over several rows

  protect(family: Family): void {
    family.isProtected = true;
    for (const proposal of this.proposals)
      if (proposal.family === family && beforeLease.includes(proposal.status))
        this.endProposal(proposal, 'WITHDRAWN');
    for (const application of this.applications)
      if (application.person.family === family && presented.includes(application.status))
        application.status = 'WITHDRAWN';
    for (const person of family.adults) this.endCare(person);
  }

  /** Every consent of the purpose ends with it. */
  revoke(person: Person, purpose: string): void {
    person.consents.delete(purpose);
    if (purpose === 'CARE') this.endCare(person);
    const falls =
      purpose === 'EMPLOYMENT_CARD'
        ? presented
        : purpose === 'EMPLOYMENT_IDENTITY'
          ? ['DISCLOSED', 'ACCEPTED']
          : [];
    for (const application of this.applications)
      if (application.person === person && falls.includes(application.status))
        application.status = 'WITHDRAWN';
    if (purpose !== 'HOUSING_IDENTITY') return;
    for (const proposal of this.proposals)
      if (
        proposal.family === person.family &&
        proposal.status === 'LANDLORD_ACCEPTED' &&
        !person.family.adults.some((adult) => adult.consents.has(purpose))
      )
        this.endProposal(proposal, 'WITHDRAWN');
  }

  leave(audience: 'LANDLORD' | 'EMPLOYER' | 'HEALTH', index: number): void {
    this.outOfForce.add(`${audience} ${index}`);
    for (const home of this.homes)
      if (audience === 'LANDLORD' && home.landlord === index && this.canWithdrawHome(home))
        this.withdrawHome(home);
    for (const proposal of this.proposals)
      if (
        audience === 'LANDLORD' &&
        proposal.home.landlord === index &&
        beforeLease.includes(proposal.status)
      )
        proposal.status = 'WITHDRAWN';
    for (const position of this.positions) {
      if (audience !== 'EMPLOYER' || position.employer !== index) continue;
      if (this.canWithdrawPosition(position)) this.withdrawPosition(position);
      else this.withdrawPosition(position, position.status);
    }
  }
}
