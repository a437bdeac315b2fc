export {ReferenceList as FurtherReading} from '../reference-list';
