@NullMarked
package dev.slugline.app.view;

import org.jspecify.annotations.NullMarked;
