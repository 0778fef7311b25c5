-- Nothing of schema access is created by a role that partners' acts run as.
revoke create on schema access from programme, gatekeeper;
