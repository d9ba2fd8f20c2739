import type { Meters } from './meters.ts';

/** Request metrics, counted by the minute, since a citizen's request may be a submission. */
export function gateMeters(meters: Meters) {
  return {
    requests: meters.counter(
      'langnghe_requests_total',
      'Requests that were answered until the current minute began, by route and status.',
      { labelNames: ['method', 'route', 'status'], byMinute: true },
    ),
    seconds: meters.histogram(
      'langnghe_request_seconds',
      'From the request to the end of its answer, until the current minute began, by route.',
      { labelNames: ['method', 'route'], byMinute: true },
    ),
    refused: meters.counter(
      'langnghe_requests_refused_total',
      'Requests that were refused because of too many.',
    ),
  };
}
export type GateMeters = ReturnType<typeof gateMeters>;
