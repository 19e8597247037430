/** What the records look like, for programs: JSON Schemas and an AsyncAPI document. */
@NullMarked
package dev.slugline.app.schema;

import org.jspecify.annotations.NullMarked;
