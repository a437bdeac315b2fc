import type {SidebarsConfig} from '@docusaurus/plugin-content-docs';
import {start} from './sidebars/00-start';
import {evolution} from './sidebars/01-evolution';
import {architecture} from './sidebars/04-architecture';

/** The order is the lesson: one file a chapter, joined here. */
const sidebars: SidebarsConfig = {
  course: [
    {type: 'category', label: 'Start', items: start},
    {type: 'category', label: 'Evolution', items: evolution},
    {type: 'category', label: 'Architecture', items: architecture},
  ],
};
export default sidebars;
