/** Pages that no links lead to in the demo, and why each is left out. All others must be visited. */
export const notReached: Readonly<Record<string, string>> = {
  '/staff/kiosks/:deviceId':
    'a kiosk has to be paired by the browser at its place (test/journeys/kiosk.test.ts)',
  '/staff/quality/:accessPointId/:revision':
    'it takes a night of arrivals at one point (test/journeys/quality.test.ts)',
  '/staff/begin': 'of an empty installation only (test/journeys/firstRound.test.ts)',
  '/staff/interviews/:accessPointId/passes':
    'off unless configured (test/journeys/interviewsOffline.test.ts)',
  '/staff/rounds/:roundId/messages': 'off unless configured (test/processing/messages)',
  '/staff/rounds/:roundId/messages/:mailingId': 'off unless configured (test/processing/messages)',
  '/staff/trusted-certificates': 'off unless configured (test/dissemination/signedCopies/routes.test.ts)',
  '/staff/publications/:publicationId/signed-copy':
    'off unless configured (test/dissemination/signedCopies/routes.test.ts)',
  '/staff/subscriptions': 'off unless configured (test/improvement/events/routes.test.ts)',
  '/staff/subscriptions/new': 'off unless configured (test/improvement/events/routes.test.ts)',
  '/staff/subscriptions/:subscriptionId': 'off unless configured (test/improvement/events/routes.test.ts)',
};
