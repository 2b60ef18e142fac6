import type { ComponentStatus } from '#domain/component.ts';

/** A status is never colour alone: a shape that every font has, beside the word. DESIGN.md "Shared". */
export type StatusLook = { shape: string; className: string; colour: string };

export const statusLook: Readonly<Record<ComponentStatus, StatusLook>> = {
  operational: { shape: '●', className: 'ok', colour: '#116b3c' },
  under_maintenance: { shape: '◆', className: 'mnt', colour: '#17539a' },
  degraded_performance: { shape: '▲', className: 'deg', colour: '#754b00' },
  partial_outage: { shape: '◐', className: 'part', colour: '#933806' },
  major_outage: { shape: '■', className: 'maj', colour: '#a5181d' },
};
