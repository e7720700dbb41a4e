import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Recorder } from '../events/recorder.ts'
import type { Meter } from '../http/scim/meter.ts'
import type { Connections } from '../store/connections.ts'

/** What is measured, and where it can be read. */
export interface Metrics {
  readonly meter: Meter
  /** In the text format of Prometheus, version 0.0.4. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** What is asked only when somebody reads. */
export interface MeasuredState {
  readonly backlog: Recorder['backlog']
  readonly connections: () => Connections
}

/** In seconds: an answer takes about a millisecond, one that waits for a lock or a page of a hundred longer. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** The metrics of one server. No label holds anything that a client chooses: a stranger must not fill the memory. */
export const metrics = ({ backlog, connections }: MeasuredState): Metrics => {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const registers = [register]

  const requests = new Counter({
    name: 'scim_requests_total',
    help: 'Requests answered by the SCIM listener.',
    labelNames: ['operation', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'scim_request_duration_seconds',
    help: 'How long the SCIM listener took for an answer.',
    labelNames: ['operation'],
    buckets,
    registers,
  })
  const findings = new Counter({
    name: 'scim_findings_total',
    help: 'Times that a rule was found broken.',
    labelNames: ['rule', 'severity'],
    registers,
  })
  new Gauge({
    name: 'scim_database_connections',
    help: 'Connections to the database by state; waiting: requests without one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(connections())) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'scim_events_waiting',
    help: 'Events of reads that wait to be kept.',
    registers,
    collect() {
      this.set(backlog().waiting)
    },
  })
  new Gauge({
    name: 'scim_events_dropped',
    help: 'Events that were never kept: the database was away for too long, or refused them.',
    registers,
    collect() {
      this.set(backlog().dropped)
    },
  })

  return {
    meter: {
      answered: (operation = 'none', status, seconds, found) => {
        requests.inc({ operation, status })
        durations.observe({ operation }, seconds)
        for (const { ruleId, severity } of found) findings.inc({ rule: ruleId, severity })
      },
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  }
}
