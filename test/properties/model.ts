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
export interface Person {
  family: Family;
  /** Purposes consented to. */
  consents: Set<string>;
  hours: number;
}
export interface Family {
  coordinator: number;
  adults: Person[];
  tenancy: 'NONE' | 'ACTIVE' | 'ENDED';
}

export const positionsEach = 2;
export const hoursOfWork = 35;
const hoursAtMost = 48;

const live = ['FAMILY_ACCEPTED', 'SENT_TO_LANDLORD', 'LANDLORD_ACCEPTED'];
const beforeLease = ['PROPOSED_TO_FAMILY', ...live];
const before = (status: string, ...states: string[]) => states.includes(status);
const presented = ['PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED'];

export class Model {
  readonly homes: Home[] = [];
  readonly proposals: Proposal[] = [];
  readonly positions: Position[] = [];
  readonly applications: Application[] = [];
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
      position.status === 'OPEN' && this.hasRoom(position) && person.consents.has('EMPLOYMENT_CARD') && !again
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

  // What reaches over several rows

  /** Every consent of the purpose ends with it. */
  revoke(person: Person, purpose: string): void {
    person.consents.delete(purpose);
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

  leave(audience: 'LANDLORD' | 'EMPLOYER', index: number): void {
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
