/** No page of the course is a draft or unlisted, so there is no banner to say so. */
export default function ContentVisibility() {
  return null;
}
