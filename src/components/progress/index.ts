export {keepAnswer, useProgress, type Progress} from './store';
export {ProgressControls} from './ProgressControls';
