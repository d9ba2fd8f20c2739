/** Pages that no links lead to in the demo, and why each is left out. All others must be visited. */
export const notReached: Readonly<Record<string, string>> = {
  '/staff/kiosks/:deviceId':
    'a kiosk has to be paired by the browser at its place (test/journeys/kiosk.test.ts)',
  '/staff/quality/:accessPointId/:revision':
    'it takes a night of arrivals at one point (test/journeys/quality.test.ts)',
};
