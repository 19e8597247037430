@NullMarked
package dev.slugline.app.demo;

import org.jspecify.annotations.NullMarked;
