/** Pages that nobody comes to by links in the demo, and why each is left out. Everything else has to be visited. */
export const notReached: Readonly<Record<string, string>> = {
  '/staff/kiosks/:deviceId':
    'a kiosk has to be paired by the browser at its place (test/journeys/kiosk.test.ts)',
  '/staff/quality/:accessPointId/:revision':
    'it takes a night of arrivals at one point (test/journeys/quality.test.ts)',
};
