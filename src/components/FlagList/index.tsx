export {ReferenceList as FlagList} from '../reference-list';
