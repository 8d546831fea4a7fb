;; Dot products of one query with many rows, 16 numbers a step (the dimension is a multiple of 16).
;; Built into kernel-bytes.ts by scripts/build-kernel.mjs.
(module
  (memory (export "memory") 1 65536)

  ;; One row of float32 with the query: four sums side by side, so that the additions do not wait for each other.
  (func $row (param $row i32) (param $query i32) (param $bytes i32) (result f32)
    (local $at i32) (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $step
      (local.set $a (f32x4.add (local.get $a) (f32x4.mul
        (v128.load (i32.add (local.get $row) (local.get $at)))
        (v128.load (i32.add (local.get $query) (local.get $at))))))
      (local.set $b (f32x4.add (local.get $b) (f32x4.mul
        (v128.load offset=16 (i32.add (local.get $row) (local.get $at)))
        (v128.load offset=16 (i32.add (local.get $query) (local.get $at))))))
      (local.set $c (f32x4.add (local.get $c) (f32x4.mul
        (v128.load offset=32 (i32.add (local.get $row) (local.get $at)))
        (v128.load offset=32 (i32.add (local.get $query) (local.get $at))))))
      (local.set $d (f32x4.add (local.get $d) (f32x4.mul
        (v128.load offset=48 (i32.add (local.get $row) (local.get $at)))
        (v128.load offset=48 (i32.add (local.get $query) (local.get $at))))))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $step (i32.lt_u (local.get $at) (local.get $bytes))))
    (local.set $a (f32x4.add (f32x4.add (local.get $a) (local.get $b)) (f32x4.add (local.get $c) (local.get $d))))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
      (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))

  ;; out[i] = row i . query; all addresses, $bytes (of a row) and $stride (from row to row) in bytes. Rows may overlap.
  (func (export "dot") (param $rows i32) (param $query i32) (param $count i32) (param $bytes i32) (param $stride i32)
    (param $out i32)
    (local $i i32)
    (if (i32.eqz (local.get $count)) (then (return)))
    (loop $each
      (f32.store (local.get $out) (call $row (local.get $rows) (local.get $query) (local.get $bytes)))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $rows (i32.add (local.get $rows) (local.get $stride)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $i) (local.get $count)))))

  ;; out[i] = int8 row i . int16 query, as float32. $size: numbers a row. No sum leaves 32 bits below 512 numbers
  ;; while the query keeps within +-32767.
  (func (export "dotSmall") (param $rows i32) (param $query i32) (param $count i32) (param $size i32) (param $out i32)
    (local $i i32) (local $at i32) (local $a v128) (local $b v128) (local $x v128)
    (if (i32.eqz (local.get $count)) (then (return)))
    (loop $each
      (local.set $a (v128.const i32x4 0 0 0 0))
      (local.set $b (v128.const i32x4 0 0 0 0))
      (local.set $at (i32.const 0))
      (loop $step
        (local.set $x (v128.load (i32.add (local.get $rows) (local.get $at))))
        (local.set $a (i32x4.add (local.get $a) (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x))
          (v128.load (i32.add (local.get $query) (i32.shl (local.get $at) (i32.const 1)))))))
        (local.set $b (i32x4.add (local.get $b) (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $x))
          (v128.load offset=16 (i32.add (local.get $query) (i32.shl (local.get $at) (i32.const 1)))))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $step (i32.lt_u (local.get $at) (local.get $size))))
      (local.set $a (i32x4.add (local.get $a) (local.get $b)))
      (f32.store (local.get $out) (f32.convert_i32_s (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $a)) (i32x4.extract_lane 1 (local.get $a)))
        (i32.add (i32x4.extract_lane 2 (local.get $a)) (i32x4.extract_lane 3 (local.get $a))))))
      (local.set $out (i32.add (local.get $out) (i32.const 4)))
      (local.set $rows (i32.add (local.get $rows) (local.get $size)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $each (i32.lt_u (local.get $i) (local.get $count))))))
