/** Schemas that containers have in their environment. */
export const wide =
  '{"input":[{"name":"a","type":"string"},{"name":"b","type":"string"},{"name":"c","type":"string"}],"output":{"name":"b","type":"string"}}';
export const listed =
  '{"input":[{"name":"a","type":"double","struct":"array"}],"output":{"name":"a","type":"double","struct":"array"}}';
export const number = '{"input":[{"name":"x","type":"double"}],"output":{"name":"x","type":"double"}}';
