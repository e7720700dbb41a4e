import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Recorder } from '../events/recorder.ts'
import type { Meter } from '../http/scim/meter.ts'
import type { Connections } from '../store/connections.ts'

/** The metrics of one server. */
export interface Metrics {
  readonly meter: Meter
  /** All metrics in the text format of Prometheus, version 0.0.4. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** State that is read on each scrape. */
export interface MeasuredState {
  readonly backlog: Recorder['backlog']
  readonly connections: () => Connections
}

/** Upper bounds in seconds. A response takes about 1 ms; a page of 100 items or a wait for a lock takes longer. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/**
 * Creates the metrics of one server. No label contains text from a client: unlimited label values would fill the
 * memory.
 */
export const metrics = ({ backlog, connections }: MeasuredState): Metrics => {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const registers = [register]

  const requests = new Counter({
    name: 'scim_requests_total',
    help: 'Requests handled by the SCIM listener.',
    labelNames: ['operation', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'scim_request_duration_seconds',
    help: 'Duration of requests to the SCIM listener.',
    labelNames: ['operation'],
    buckets,
    registers,
  })
  const findings = new Counter({
    name: 'scim_findings_total',
    help: 'Findings (refusals and warnings) by rule.',
    labelNames: ['rule', 'severity'],
    registers,
  })
  new Gauge({
    name: 'scim_database_connections',
    help: 'Database connections by state. waiting counts requests that wait for a connection.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(connections())) this.set({ state }, count)
    },
  })
  new Gauge({
    name: 'scim_events_waiting',
    help: 'Events of read requests that wait to be stored.',
    registers,
    collect() {
      this.set(backlog().waiting)
    },
  })
  new Gauge({
    name: 'scim_events_dropped',
    help: 'Events lost because the database was unreachable for too long or rejected them.',
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
