import {cleanup, fireEvent, render, screen} from '@testing-library/react';
import fc from 'fast-check';
import {renderToString} from 'react-dom/server';
import {afterEach, describe, expect, it} from 'vitest';
import {RESPONSIBILITIES, WRITERS, type Responsibility} from '../../src/data/responsibilities';
import {DevOpsVenn} from '../../src/widgets/DevOpsVenn/DevOpsVenn';
import {REGIONS, regionOf, tasksOf} from '../../src/widgets/DevOpsVenn/regions';

afterEach(cleanup);

const of = (objects: Responsibility['objects']): Responsibility => ({
  id: 'planted',
  task: 'Planted',
  objects,
  writer: 'owner',
});
const tasks = () => screen.getAllByRole('listitem').map(item => item.textContent);

describe('the regions of the diagram', () => {
  it.each([
    ['kubernetes', {kubernetes: ['Service']}],
    ['istio', {istio: ['Gateway']}],
    ['both', {kubernetes: ['Service'], istio: ['Gateway']}],
  ] as const)('%s', (region, objects) => {
    expect(regionOf(of(objects))).toBe(region);
  });
  it('hold every task exactly once, for any set of tasks and either team', () => {
    const objects = fc.constantFrom<Responsibility['objects']>(
      {kubernetes: ['Service']},
      {istio: ['Gateway']},
      {kubernetes: ['Service'], istio: ['Gateway']},
    );
    const task = fc.record({
      id: fc.string(),
      task: fc.string(),
      objects,
      writer: fc.constantFrom('platform' as const, 'owner' as const),
    });
    fc.assert(
      fc.property(fc.array(task), fc.constantFrom('all', 'platform', 'owner'), (all, writer) => {
        const parts = REGIONS.flatMap(({value}) => tasksOf(all, value, writer));
        expect(new Set(parts)).toEqual(new Set(tasksOf(all, 'all', writer)));
        expect(parts).toHaveLength(all.filter(t => writer === 'all' || t.writer === writer).length);
      }),
    );
  });
});

describe('the data', () => {
  it('gives every task an id of its own and at least one object', () => {
    expect(new Set(RESPONSIBILITIES.map(({id}) => id)).size).toBe(RESPONSIBILITIES.length);
    for (const {objects} of RESPONSIBILITIES) {
      expect(Object.values(objects).flat().length).toBeGreaterThan(0);
    }
  });
  it('leaves no region and no team empty', () => {
    for (const {value} of REGIONS) expect(tasksOf(RESPONSIBILITIES, value, 'all')).not.toEqual([]);
    expect(tasksOf(RESPONSIBILITIES, 'all', 'platform')).not.toEqual([]);
    expect(tasksOf(RESPONSIBILITIES, 'all', 'owner')).not.toEqual([]);
  });
});

describe('the widget', () => {
  it('shows every task with its objects and its writer without JavaScript', () => {
    const html = renderToString(<DevOpsVenn />).replaceAll('<!-- -->', '');
    for (const {task, objects, writer} of RESPONSIBILITIES) {
      expect(html).toContain(task);
      for (const kinds of Object.values(objects)) expect(html).toContain(kinds.join(', '));
      expect(html).toContain(`Written by ${WRITERS[writer]}`);
    }
  });
  it('narrows the list by region, and by team', () => {
    render(<DevOpsVenn />);
    expect(tasks()).toHaveLength(RESPONSIBILITIES.length);
    fireEvent.click(screen.getByLabelText(/^Both: /));
    const both = tasksOf(RESPONSIBILITIES, 'both', 'all');
    expect(tasks()).toHaveLength(both.length);
    expect(tasks().every(text => text?.includes('Kubernetes:') && text.includes('Istio:'))).toBe(
      true,
    );
    fireEvent.click(screen.getByLabelText(WRITERS.platform));
    const rest = tasksOf(RESPONSIBILITIES, 'both', 'platform');
    expect(tasks()).toHaveLength(rest.length);
    expect(screen.getByRole('status').textContent).toBe(
      `${rest.length} of ${RESPONSIBILITIES.length} tasks.`,
    );
  });
  it('counts in each region what that region will show', () => {
    render(<DevOpsVenn />);
    fireEvent.click(screen.getByLabelText(WRITERS.owner));
    for (const {value, label} of REGIONS) {
      const count = tasksOf(RESPONSIBILITIES, value, 'owner').length;
      expect(screen.getByLabelText(`${label}: ${count}`)).toBeTruthy();
    }
  });
});
