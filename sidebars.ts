import type {SidebarsConfig} from '@docusaurus/plugin-content-docs';
import {evolution} from './sidebars/01-evolution';

/** The order is the lesson: one file a chapter, joined here. */
const sidebars: SidebarsConfig = {
  course: [{type: 'category', label: 'Evolution', items: evolution}],
};
export default sidebars;
