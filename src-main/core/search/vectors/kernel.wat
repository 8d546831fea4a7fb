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
  ;; while the query keeps within +-32767. $list: where each row lies, from the first; 0: one after the other. Four rows at
  ;; a time, so that the query is read once for all of them.
  (func (export "dotSmall") (param $first i32) (param $list i32) (param $query i32) (param $count i32) (param $size i32)
    (param $out i32)
    (local $rows i32) (local $i i32) (local $at i32) (local $q i32) (local $b i32) (local $c i32) (local $d i32)
    (local $low v128) (local $high v128) (local $x v128)
    (local $sumA v128) (local $sumB v128) (local $sumC v128) (local $sumD v128)
    (local.set $rows (local.get $first))
    (block $done
      (loop $four
        (br_if $done (i32.gt_u (i32.add (local.get $i) (i32.const 4)) (local.get $count)))
        (if (local.get $list)
          (then
            (local.set $rows (i32.add (local.get $first) (i32.load (local.get $list))))
            (local.set $b (i32.add (local.get $first) (i32.load offset=4 (local.get $list))))
            (local.set $c (i32.add (local.get $first) (i32.load offset=8 (local.get $list))))
            (local.set $d (i32.add (local.get $first) (i32.load offset=12 (local.get $list))))
            (local.set $list (i32.add (local.get $list) (i32.const 16))))
          (else
            (local.set $b (i32.add (local.get $rows) (local.get $size)))
            (local.set $c (i32.add (local.get $b) (local.get $size)))
            (local.set $d (i32.add (local.get $c) (local.get $size)))))
        (local.set $sumA (v128.const i32x4 0 0 0 0))
        (local.set $sumB (v128.const i32x4 0 0 0 0))
        (local.set $sumC (v128.const i32x4 0 0 0 0))
        (local.set $sumD (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (local.set $q (local.get $query))
        (loop $step
          (local.set $low (v128.load (local.get $q)))
          (local.set $high (v128.load offset=16 (local.get $q)))
          (local.set $x (v128.load (i32.add (local.get $rows) (local.get $at))))
          (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $x)) (local.get $high)))))
          (local.set $x (v128.load (i32.add (local.get $b) (local.get $at))))
          (local.set $sumB (i32x4.add (local.get $sumB) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $x)) (local.get $high)))))
          (local.set $x (v128.load (i32.add (local.get $c) (local.get $at))))
          (local.set $sumC (i32x4.add (local.get $sumC) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $x)) (local.get $high)))))
          (local.set $x (v128.load (i32.add (local.get $d) (local.get $at))))
          (local.set $sumD (i32x4.add (local.get $sumD) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $x)) (local.get $high)))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $step (i32.lt_u (local.get $at) (local.get $size))))
        (v128.store (local.get $out) (f32x4.convert_i32x4_s (call $each
          (call $pairs (local.get $sumA) (local.get $sumB)) (call $pairs (local.get $sumC) (local.get $sumD)))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $rows (i32.add (local.get $d) (local.get $size)))
        (local.set $i (i32.add (local.get $i) (i32.const 4)))
        (br $four)))
    (block $end
      (loop $one
        (br_if $end (i32.ge_u (local.get $i) (local.get $count)))
        (if (local.get $list) (then
          (local.set $rows (i32.add (local.get $first) (i32.load (local.get $list))))
          (local.set $list (i32.add (local.get $list) (i32.const 4)))))
        (local.set $sumA (v128.const i32x4 0 0 0 0))
        (local.set $at (i32.const 0))
        (local.set $q (local.get $query))
        (loop $step
          (local.set $low (v128.load (local.get $q)))
          (local.set $high (v128.load offset=16 (local.get $q)))
          (local.set $x (v128.load (i32.add (local.get $rows) (local.get $at))))
          (local.set $sumA (i32x4.add (local.get $sumA) (i32x4.add
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x)) (local.get $low))
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $x)) (local.get $high)))))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $step (i32.lt_u (local.get $at) (local.get $size))))
        (f32.store (local.get $out) (f32.convert_i32_s (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $sumA)) (i32x4.extract_lane 1 (local.get $sumA)))
          (i32.add (i32x4.extract_lane 2 (local.get $sumA)) (i32x4.extract_lane 3 (local.get $sumA))))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $rows (i32.add (local.get $rows) (local.get $size)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $one))))

  ;; x0+x2, y0+y2, x1+x3, y1+y3
  (func $pairs (param $x v128) (param $y v128) (result v128)
    (i32x4.add
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $x) (local.get $y))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $x) (local.get $y))))

  ;; Sums of four that $pairs has made pairs of.
  (func $each (param $x v128) (param $y v128) (result v128)
    (i32x4.add
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $x) (local.get $y))
      (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $x) (local.get $y))))

  ;; out[i] = 1 / length of int8 row i, one after the other; 0 of a row of nothing. $size: numbers a row.
  (func (export "shortness") (param $row i32) (param $count i32) (param $size i32) (param $out i32)
    (local $end i32) (local $x v128) (local $low v128) (local $high v128) (local $sum v128) (local $square i32)
    (block $done
      (loop $each
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $end (i32.add (local.get $row) (local.get $size)))
        (loop $step
          (local.set $x (v128.load (local.get $row)))
          (local.set $low (i16x8.extend_low_i8x16_s (local.get $x)))
          (local.set $high (i16x8.extend_high_i8x16_s (local.get $x)))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.add
            (i32x4.dot_i16x8_s (local.get $low) (local.get $low))
            (i32x4.dot_i16x8_s (local.get $high) (local.get $high)))))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (br_if $step (i32.lt_u (local.get $row) (local.get $end))))
        (local.set $square (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
          (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
        (f32.store (local.get $out) (if (result f32) (local.get $square)
          (then (f32.demote_f64 (f64.div (f64.const 1) (f64.sqrt (f64.convert_i32_s (local.get $square))))))
          (else (f32.const 0))))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $each))))

  ;; The direction of a row from a middle, float32, length 1: both parts of the row are int8 as of $shrink, $scale what one
  ;; of the first is worth. $size: numbers. A row of nothing, or one in the middle itself, is divided by 1.
  (func (export "direction") (param $first i32) (param $rest i32) (param $size i32) (param $scale f32) (param $middle i32)
    (param $out i32)
    (local $at i32) (local $bytes i32) (local $x v128) (local $sum v128)
    (local.set $bytes (i32.shl (local.get $size) (i32.const 2)))
    (loop $step
      (local.set $x (f32x4.mul (f32x4.splat (local.get $scale)) (f32x4.add
        (call $floats (v128.load32_zero (i32.add (local.get $first) (i32.shr_u (local.get $at) (i32.const 2)))))
        (f32x4.div (call $floats (v128.load32_zero (i32.add (local.get $rest) (i32.shr_u (local.get $at) (i32.const 2)))))
          (f32x4.splat (f32.const 254))))))
      (v128.store (i32.add (local.get $out) (local.get $at)) (local.get $x))
      (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $x) (local.get $x))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $step (i32.lt_u (local.get $at) (local.get $bytes))))
    (local.set $scale (call $length (local.get $sum)))
    (local.set $sum (v128.const i32x4 0 0 0 0))
    (local.set $at (i32.const 0))
    (loop $turn
      (local.set $x (f32x4.sub
        (f32x4.div (v128.load (i32.add (local.get $out) (local.get $at))) (f32x4.splat (local.get $scale)))
        (v128.load (i32.add (local.get $middle) (local.get $at)))))
      (v128.store (i32.add (local.get $out) (local.get $at)) (local.get $x))
      (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $x) (local.get $x))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $turn (i32.lt_u (local.get $at) (local.get $bytes))))
    (local.set $scale (call $length (local.get $sum)))
    (local.set $at (i32.const 0))
    (loop $divide
      (v128.store (i32.add (local.get $out) (local.get $at))
        (f32x4.div (v128.load (i32.add (local.get $out) (local.get $at))) (f32x4.splat (local.get $scale))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $divide (i32.lt_u (local.get $at) (local.get $bytes)))))

  ;; Of four sums of squares; 1 instead of 0.
  (func $length (param $squares v128) (result f32)
    (local $sum f32)
    (local.set $sum (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $squares)) (f32x4.extract_lane 1 (local.get $squares)))
      (f32.add (f32x4.extract_lane 2 (local.get $squares)) (f32x4.extract_lane 3 (local.get $squares)))))
    (if (result f32) (f32.gt (local.get $sum) (f32.const 0))
      (then (f32.sqrt (local.get $sum)))
      (else (f32.const 1))))

  ;; The first four bytes as numbers.
  (func $floats (param $x v128) (result v128)
    (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (i16x8.extend_low_i8x16_s (local.get $x)))))

  ;; out[i] = out[i] * with[i] * times + base, float32; as many as fill whole fours.
  (func (export "scale") (param $out i32) (param $with i32) (param $count i32) (param $times f32) (param $base f32)
    (local $end i32) (local $by v128) (local $from v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $by (f32x4.splat (local.get $times)))
    (local.set $from (f32x4.splat (local.get $base)))
    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (v128.store (local.get $out) (f32x4.add (local.get $from) (f32x4.mul (local.get $by)
          (f32x4.mul (v128.load (local.get $out)) (v128.load (local.get $with))))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $with (i32.add (local.get $with) (i32.const 16)))
        (br $step))))

  ;; out[i] = out[i] + of[i] * times, float32; as many as fill whole fours.
  (func (export "add") (param $out i32) (param $of i32) (param $count i32) (param $times f32)
    (local $end i32) (local $by v128)
    (local.set $end (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $by (f32x4.splat (local.get $times)))
    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (v128.store (local.get $out) (f32x4.add (v128.load (local.get $out))
          (f32x4.mul (local.get $by) (v128.load (local.get $of)))))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $of (i32.add (local.get $of) (i32.const 16)))
        (br $step))))

  ;; Writes a float32 row as two of int8, of which the second says what the first left out, 254 times as fine; gives what
  ;; one of the first is worth. Its largest |x| is 127. $size: numbers.
  (func (export "shrink") (param $row i32) (param $to i32) (param $rest i32) (param $size i32) (result f32)
    (local $at i32) (local $end i32) (local $most v128) (local $largest f32) (local $scale v128) (local $x v128)
    (local $whole v128)
    (local.set $end (i32.add (local.get $row) (i32.shl (local.get $size) (i32.const 2))))
    (local.set $at (local.get $row))
    (loop $step
      (local.set $most (f32x4.max (local.get $most) (f32x4.abs (v128.load (local.get $at)))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $step (i32.lt_u (local.get $at) (local.get $end))))
    (local.set $largest (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $most)) (f32x4.extract_lane 1 (local.get $most)))
      (f32.max (f32x4.extract_lane 2 (local.get $most)) (f32x4.extract_lane 3 (local.get $most)))))
    (if (f32.gt (local.get $largest) (f32.const 0))
      (then (local.set $scale (f32x4.splat (f32.div (f32.const 127) (local.get $largest))))))
    (local.set $at (local.get $row))
    (loop $step
      (local.set $x (f32x4.mul (v128.load (local.get $at)) (local.get $scale)))
      (local.set $whole (f32x4.nearest (local.get $x)))
      (v128.store32_lane 0 (local.get $to) (call $bytes (local.get $whole)))
      (v128.store32_lane 0 (local.get $rest) (call $bytes (f32x4.nearest (f32x4.mul
        (f32x4.sub (local.get $x) (local.get $whole)) (f32x4.splat (f32.const 254))))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $rest (i32.add (local.get $rest) (i32.const 4)))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $step (i32.lt_u (local.get $at) (local.get $end))))
    (f32.div (local.get $largest) (f32.const 127)))

  ;; Four whole numbers as the first four bytes.
  (func $bytes (param $x v128) (result v128)
    (local.set $x (i32x4.trunc_sat_f32x4_s (local.get $x)))
    (local.set $x (i16x8.narrow_i32x4_s (local.get $x) (local.get $x)))
    (i8x16.narrow_i16x8_s (local.get $x) (local.get $x))))
